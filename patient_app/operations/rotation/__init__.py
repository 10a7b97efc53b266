"""New keys for sealed fields, in steps that survive a kill at any moment.

add     the new key joins the ring; everyone still seals under the old one
promote the new key seals from here on; both open
sweep   every field under an old key is sealed again
drop    no field is left under an old key: old keys leave the ring

The step reached is kept in the ring's own file, so the next run goes on where this one ended. The
blind-index key is not rotated: look-ups of values we do not keep (codes, audit links) need it.
"""
