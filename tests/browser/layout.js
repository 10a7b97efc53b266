/* What a reader would see go wrong on the page in front of us: a list of sentences, empty when whole.

Every line of every text is a box. A box must stay on the screen, inside what clips it and inside
the painted shape it stands on, and must not share more than a sliver with the box of other words.
Two lines set tightly share a sliver of empty leading; a third of a line is more than that. */
() => {
  const SLIVER = 2;
  const faults = new Set();
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 30);
  const style = (element) => getComputedStyle(element);
  const parents = (element) => {
    const found = [];
    for (let each = element; each && each !== document.documentElement; each = each.parentElement) found.push(each);
    return found;
  };
  const onlyForReaders = (element) => parents(element).some((each) => style(each).clipPath === "inset(50%)");
  // What is fixed lies over the rest while one scrolls; it is looked at by itself, and at the end of the page.
  const isFixed = (element) => parents(element).some((each) => ["fixed", "sticky"].includes(style(each).position));
  const scrolls = (element) => ["auto", "scroll"].includes(style(element).overflowX);
  const clips = (element) => ["hidden", "clip"].includes(style(element).overflowX) || ["hidden", "clip"].includes(style(element).overflowY);
  const painted = (element) => {
    const { backgroundColor, backgroundImage } = style(element);
    return backgroundImage !== "none" || !/^rgba\(.*, 0\)$/.test(backgroundColor);
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !onlyForReaders(element);

  function lines() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!node.data.trim() || holder.closest("script, style, template, option, title") || !shown(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width > 1 && box.height > 1) found.push({ node, holder, box, text: short(node.data), fixed: isFixed(holder) });
      }
    }
    return found;
  }

  function inside(line) {
    const { box, holder, text } = line;
    const around = parents(holder);
    const scroller = around.findIndex(scrolls);
    const near = scroller < 0 ? around : around.slice(0, scroller);
    if (scroller < 0 && (box.left < -SLIVER || box.right > innerWidth + SLIVER)) faults.add(`"${text}" leaves the screen`);
    for (const each of near) {
      const edge = each.getBoundingClientRect();
      const out = Math.max(edge.left - box.left, box.right - edge.right);
      const cut = Math.max(out, edge.top - box.top, box.bottom - edge.bottom);
      // The leading above and below a line is empty: only what is cut of the letters counts.
      if (clips(each) && (out > SLIVER || cut > box.height / 4)) faults.add(`"${text}" is cut by .${each.className || each.tagName}`);
    }
    const ground = near.find(painted);
    const edge = ground?.getBoundingClientRect();
    if (edge && ground !== document.body && (box.left < edge.left - SLIVER || box.right > edge.right + SLIVER)) {
      faults.add(`"${text}" spills out of .${ground.className || ground.tagName}`);
    }
  }

  function apart(one, other) {
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    return wide <= SLIVER || high <= Math.min(one.box.height, other.box.height) / 3;
  }

  function untouched(found) {
    for (const [n, one] of found.entries()) {
      for (const other of found.slice(n + 1)) {
        if (one.node !== other.node && one.fixed === other.fixed && !apart(one, other)) faults.add(`"${one.text}" and "${other.text}" overlap`);
      }
    }
  }

  /* What a thumb presses must not lie on another thing to press, nor on words that are not its own. */
  function pressable(found) {
    const wanted = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
    const things = wanted.filter((each) => shown(each) && !each.closest("svg")).map((holder) => ({ holder, box: holder.getBoundingClientRect(), fixed: isFixed(holder) }));
    for (const thing of things) {
      const name = short(thing.holder.ariaLabel ?? thing.holder.innerText ?? "") || thing.holder.name;
      for (const line of found) {
        const own = thing.holder.contains(line.holder) || line.holder.contains(thing.holder) || line.holder.closest("label")?.contains(thing.holder);
        if (!own && line.fixed === thing.fixed && !apart(thing, line)) faults.add(`"${line.text}" lies under the button "${name}"`);
      }
      if (thing.box.right > innerWidth + SLIVER && !parents(thing.holder).some(scrolls)) faults.add(`the button "${name}" leaves the screen`);
    }
  }

  /* At the end of the page the last words stand clear of what is fixed to the bottom. */
  function clearOfTheBar() {
    scrollTo(0, document.documentElement.scrollHeight);
    const below = [...document.querySelectorAll(".bar, .dock")].filter((each) => shown(each) && style(each).position === "fixed");
    const top = Math.min(innerHeight, ...below.map((each) => each.getBoundingClientRect().top));
    for (const line of lines()) {
      if (!line.fixed && line.box.bottom - line.box.height / 4 > top && line.box.top < innerHeight) faults.add(`"${line.text}" ends under the bar`);
    }
    scrollTo(0, 0);
  }

  const found = lines();
  if (document.documentElement.scrollWidth > innerWidth) faults.add(`the page is ${document.documentElement.scrollWidth} px wide`);
  found.forEach(inside);
  untouched(found);
  pressable(found);
  clearOfTheBar();
  return [...faults];
}
