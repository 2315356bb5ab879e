"""A portal for another network: a new repository from a few answers, and its made files renewed later.

`answers` says what is asked, `beginning` makes the repository of it with Copier from `template/`. What is not
the network's own in it comes from `making`, and `renewing` tells what a newer package would make otherwise.
"""
