"""What somebody answered in a form → a record's files as a careful person writes them, or what to mend.

`questions` are those of every form, `answers` one text with their answers, `understanding` what such an
answer means, `writing` how a file takes it in, `proposing` the whole way; `issue_forms` makes GitHub's issue
forms of the same questions.
"""
