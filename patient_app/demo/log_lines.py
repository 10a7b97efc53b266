"""The lines of the demo's log.

Each begins with weeks ago, weekday and wall time; a dash is something not told. Group is on
Monday, Wednesday and Friday evenings: the strong hours lie before and after it, and on Tuesdays.
"""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# A key for the lines below, the list it belongs to, and Ana's own words.
WORDS = (
    ("bus", "triggers", "The 720 bus past the old corner"),
    ("plants", "coping", "Watered my plants"),
)

# Strength, triggers, ways, number later, how it ended, place, company, a note.
ANA = """
10 tue 09:20 4 - instead.music 2 passed work_school alone
10 tue 18:25 8 feeling.stressed delay.timer 6 - on_the_way alone The bus stops at the store.
10 tue 19:13 7 body.tired nothing 5 passed on_the_way alone
10 wed 17:30 3 feeling.stressed nothing 1 passed home alone
10 fri 12:50 4 - nothing 3 passed work_school coworkers
10 fri 21:20 8 feeling.bored - - - on_the_way alone
10 sat 21:20 6 body.tired nothing - - home alone
9 mon 15:30 3 feeling.bored - 0 passed work_school family
9 mon 17:20 6 bus people.peer 2 passed work_school alone
9 tue 09:33 4 body.tired body.breathe - - work_school alone
9 tue 18:23 9 feeling.lonely body.walk 6 - on_the_way alone Empty flat, too quiet.
9 tue 19:20 6 people.offered body.walk - - on_the_way alone
9 fri 12:40 3 bus body.walk 0 - work_school family
9 fri 21:40 6 feeling.bored situation.left 3 passed on_the_way alone
9 sat 18:13 6 money.payday - 3 - home friends
8 mon 15:33 3 feeling.bored instead.music 2 passed work_school family
8 tue 19:10 6 body.tired - 2 passed on_the_way alone
8 thu 17:45 5 money.payday people.peer 1 passed home alone
8 fri 12:43 3 money.payday body.walk 0 passed work_school alone
8 fri 21:21 8 feeling.bored nothing 6 still_there on_the_way alone
8 fri 22:21 7 money.payday plants 4 passed home alone
8 sat 18:10 6 - body.breathe,delay.timer 4 passed home alone It came and went like rain.
8 sun 19:10 4 - people.peer 0 still_there home family
7 mon 15:25 3 feeling.stressed nothing 2 passed work_school coworkers
7 fri 12:43 3 money.payday people.peer 0 passed work_school coworkers Sent the money to my sister.
7 fri 21:18 7 bus people.peer 2 - on_the_way friends
7 fri 21:40 5 - body.walk,delay.timer 3 passed on_the_way alone
7 fri 22:26 5 feeling.bored people.peer 1 - home alone
7 sat 18:00 4 body.tired plants 1 passed home alone
7 sun 19:50 2 bus body.walk 0 passed home alone
6 tue 16:20 5 feeling.stressed body.walk 3 - on_the_way alone
6 tue 18:30 6 feeling.stressed situation.left - - on_the_way friends
6 tue 19:05 6 bus body.walk 2 passed on_the_way alone
6 wed 17:30 4 people.offered delay.timer 2 passed home family
6 thu 17:40 4 people.offered body.walk 1 passed home alone
6 fri 21:20 7 around.place - - - on_the_way alone
6 sat 18:13 5 money.payday body.walk 1 passed home alone
5 mon 17:20 3 feeling.stressed body.walk 0 passed work_school alone
5 tue 18:15 8 people.offered nothing - - on_the_way alone He held one out to me.
5 thu 17:00 5 money.payday body.walk - - home alone
5 fri 21:21 8 feeling.lonely delay.timer 6 still_there on_the_way alone
5 fri 21:40 6 - body.breathe 4 passed on_the_way friends
5 sat 18:05 6 around.place people.peer 1 - home family
4 tue 19:20 5 bus - 2 - on_the_way alone
4 wed 12:20 3 feeling.bored plants,delay.timer 0 still_there home family
4 thu 17:40 3 body.tired nothing 3 passed home family
4 fri 12:35 2 - people.peer 0 passed work_school friends
4 fri 21:40 7 body.tired people.peer 2 passed on_the_way alone
3 tue 19:05 5 people.offered body.walk,delay.timer 2 passed on_the_way friends
3 fri 21:40 5 - instead.music 3 passed on_the_way friends
3 fri 22:21 6 - people.peer,delay.timer - - home alone
3 sat 18:00 4 - delay.timer 2 passed home alone
3 sat 21:15 5 feeling.lonely plants 2 passed home friends Watered them all twice.
2 tue 16:13 4 feeling.bored - 1 passed on_the_way friends
2 tue 18:15 6 body.tired body.walk 2 passed on_the_way alone
2 wed 12:10 1 feeling.stressed nothing - - home friends
2 fri 21:40 6 feeling.lonely delay.timer 4 passed on_the_way alone Told the group first.
2 fri 22:23 6 around.place - 3 passed home alone
1 tue 16:15 3 feeling.lonely nothing 3 passed on_the_way alone
1 tue 18:30 5 feeling.bored plants 2 passed on_the_way alone Smaller than last month.
1 fri 21:21 5 around.place nothing 5 still_there on_the_way alone
1 fri 21:40 5 feeling.lonely body.walk 1 passed on_the_way alone
0 tue 19:00 5 feeling.bored nothing 4 - on_the_way alone
0 wed 12:15 1 bus - 0 passed home friends
0 fri 21:20 6 feeling.lonely body.breathe 5 passed on_the_way alone
0 fri 22:25 5 feeling.lonely people.peer 1 still_there home family
"""

BEN = """
1 thu 20:15 7 feeling.anxious body.breathe 5 still_there home alone
1 sat 16:40 5 people.saw_use situation.left 2 passed someones_home friends
0 mon 12:30 4 feeling.bored - - - work_school alone
0 tue 21:05 6 - nothing 6 - home alone
"""

ANA_WINS = """
10 thu 12:10 went First day of the skills class.
8 sat 20:00 said_no
7 sun 11:30 took_care Slept nine hours.
5 wed 21:20 told_the_truth
4 sun 10:15 reached_out Called Marta the morning after.
2 fri 23:05 rode_it_out
1 sun 18:30 took_care
0 mon 21:10 went
"""

BEN_WINS = """
0 sun 15:00 reached_out
0 mon 21:15 went
"""

# Mood, craving at most, sleep, stress, confidence, a line.
ANA_CHECK_INS = """
4 mon 21:30 3 5 2 6 6
4 wed 21:40 4 4 3 5 7
4 sun 20:50 2 6 1 7 5 A hard weekend. Still here.
3 mon 21:20 3 4 2 5 6
3 tue 21:45 3 5 2 5 6
3 thu 21:10 4 3 3 4 7
3 sun 20:40 4 4 3 4 7
2 mon 21:35 3 3 2 5 7
2 wed 21:25 4 3 3 4 7 Group was good tonight.
2 fri 22:50 3 6 2 6 6
2 sun 20:30 4 2 3 3 8
1 mon 21:15 4 3 3 4 8
1 tue 21:40 3 5 2 5 7
1 thu 21:05 4 3 3 3 8
1 sun 20:45 5 2 3 3 8 Lunch with my sister.
0 mon 21:30 4 3 3 4 8
0 tue 21:35 4 5 2 4 8
"""
