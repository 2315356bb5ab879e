"""Files → documents: everything that comes from outside is hostile until it has been read here.

`finding` walks the network's folders and names every source; `documents` reads them. On the way a file
passes `files` (bytes → text), `front_matter` (text → YAML and body) and `strict_yaml` (YAML → keys and
text, with the place of every key). What can't be read becomes a `Problem` by way of `refused`; `yaml_faults`
finds the author's slip behind it. Beside them stand `texts` (hand-written pages), `pictures` (their kinds
and sizes), `history` (what git remembers) and `settings` (what is needed before all else is read).
"""
