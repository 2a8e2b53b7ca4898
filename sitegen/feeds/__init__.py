"""The forms of a feed: stories as entries, and entries as Atom and JSON Feed. Which stories is for `subscriptions`."""
