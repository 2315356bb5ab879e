"""`/edit/member/` and its like: a form a kind of record and language, made from the fields' declarations.

`controls` says what a field is asked with, `facts` what the form's scripts need to know, `pages` the rest.
"""

from talkoot.outputs.editing.pages import edit_pages

__all__ = ["edit_pages"]
