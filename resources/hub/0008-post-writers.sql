-- The hub's tables, form 8: none changes. From it on the event types know posts that say who wrote their national message (the third form of
-- `post.drafted` and `post.revised`): a machine that writes them waits for such a hub, instead of having each of its drafts refused. Never edited once released.
SELECT;
