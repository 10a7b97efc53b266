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
10 mon 15:48 5 feeling.lonely delay.timer 3 passed on_the_way alone
10 tue 15:58 6 feeling.lonely plants,delay.timer - - on_the_way alone
10 tue 18:23 9 body.tired body.walk 8 still_there on_the_way alone The bus stops at the store.
10 thu 17:18 6 - situation.left 4 passed home alone
10 fri 12:48 4 feeling.stressed people.peer - - work_school coworkers
10 sat 18:18 7 feeling.lonely body.walk 6 still_there home family
10 sat 21:15 7 feeling.stressed body.breathe 6 still_there home alone
9 tue 15:55 6 bus plants - passed on_the_way alone
9 tue 18:23 9 feeling.lonely,body.tired plants 6 - on_the_way friends Empty flat, too quiet.
9 tue 18:53 9 money.payday people.peer 5 - on_the_way friends
9 wed 12:25 4 people.offered body.walk 0 - work_school coworkers
9 thu 17:18 6 feeling.lonely nothing 4 passed home alone
9 fri 21:23 9 feeling.lonely plants 6 passed on_the_way alone
9 fri 21:48 8 feeling.stressed plants 6 - on_the_way friends
9 sat 21:18 7 - situation.left 3 passed home family
8 mon 15:40 4 feeling.lonely people.peer 0 passed on_the_way alone
8 tue 15:50 5 feeling.lonely instead.music 4 passed on_the_way alone
8 tue 18:50 7 feeling.lonely nothing 5 - on_the_way alone
8 thu 17:15 5 money.payday plants 4 passed home alone
8 fri 12:40 3 bus plants 0 passed work_school coworkers Helped a customer instead.
8 fri 21:23 8 feeling.lonely nothing 7 still_there on_the_way alone
8 fri 21:48 7 money.payday nothing - passed on_the_way alone
8 sat 21:13 7 feeling.lonely people.peer 3 passed home family
7 tue 15:55 5 money.payday plants,delay.timer 4 passed on_the_way alone
7 tue 18:23 7 body.tired nothing 8 still_there on_the_way friends
7 wed 12:23 2 feeling.lonely,body.tired nothing 0 passed work_school coworkers
7 fri 12:48 4 feeling.stressed instead.music - passed work_school coworkers
7 fri 21:15 8 feeling.stressed plants - passed on_the_way alone
7 fri 21:45 8 feeling.bored people.peer 8 still_there on_the_way alone I stood outside for a while.
7 sat 21:15 5 money.payday delay.timer 4 passed home alone
6 mon 15:43 4 body.tired people.peer - passed on_the_way friends
6 tue 15:50 5 people.offered,body.tired - 0 passed on_the_way friends
6 tue 18:20 9 money.payday people.peer 7 passed on_the_way alone
6 tue 18:58 7 people.offered plants 6 still_there on_the_way friends
6 thu 17:18 5 feeling.lonely,body.tired nothing - passed home family
6 fri 21:20 7 feeling.bored nothing 6 still_there on_the_way alone
6 sat 18:18 7 people.offered people.peer 2 passed home alone Marta picked up.
5 tue 15:55 4 - nothing - passed on_the_way friends
5 tue 18:25 7 feeling.stressed - 5 passed on_the_way alone
5 tue 18:55 5 people.offered nothing 5 still_there on_the_way friends
5 thu 17:10 4 feeling.stressed body.breathe 1 passed home family
5 fri 21:23 7 feeling.stressed delay.timer 4 passed on_the_way alone It came and went like rain.
5 fri 21:40 6 bus delay.timer 3 passed on_the_way friends
4 mon 15:40 3 feeling.stressed body.walk,delay.timer - passed on_the_way friends
4 tue 15:53 4 body.tired - 0 passed on_the_way friends
4 tue 18:20 7 - delay.timer 5 passed on_the_way alone
4 fri 12:45 1 feeling.stressed,body.tired plants - - work_school coworkers
4 fri 22:20 8 people.good_time - - used someones_home friends
4 sun 19:30 2 body.tired people.peer 0 passed home alone
3 mon 15:40 3 money.payday nothing 2 passed on_the_way alone
3 tue 15:58 4 body.tired nothing 4 passed on_the_way alone
3 tue 18:20 6 bus body.breathe 4 passed on_the_way alone
3 tue 18:55 6 money.payday plants 2 passed on_the_way alone Watered them all twice.
3 thu 17:13 5 bus people.peer 0 passed home alone
2 mon 15:48 1 bus body.walk,delay.timer 0 passed on_the_way friends
2 tue 18:20 6 feeling.stressed,body.tired plants 6 still_there on_the_way alone
2 tue 18:58 5 people.offered instead.music,delay.timer 5 passed on_the_way friends
2 thu 17:13 4 feeling.bored nothing 4 passed home alone
2 fri 21:20 7 feeling.lonely body.walk 6 still_there on_the_way alone
1 tue 18:28 6 bus body.walk,delay.timer 5 passed on_the_way alone
1 fri 12:45 2 bus body.walk - passed work_school coworkers
1 fri 21:18 6 bus delay.timer 6 still_there on_the_way alone Smaller than last month.
1 sat 18:13 5 - delay.timer 5 still_there home alone
0 mon 15:40 3 feeling.stressed plants 2 passed on_the_way alone
0 tue 18:23 6 feeling.stressed,body.tired body.walk 5 still_there on_the_way friends
0 fri 21:20 6 feeling.lonely,body.tired delay.timer 6 still_there on_the_way alone
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
