"""The CMS that edits a paper's files through its git host: Decap, served from the paper itself at `/admin/`.

Its settings are made from the same tables of fields that check the files, so that it can write nothing that `check`
would refuse for its form. Papers that name no repository have no such page.
"""
