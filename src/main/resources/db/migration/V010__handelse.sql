-- The audit log (room handelse) is read from mottagning and from the versions themselves: all it needs is to find them.

-- A page of the log, the newest first, and how long the log is: without the receipts, which are most of the table.
create index mottagning_handelse on mottagning (mottagen, nr) include (forbund, avsandare, slag);

-- The insats that a mottagning took away: the one version that it closed without a successor.
create index insats_ersatt on insats_version (forbund, ersatt) where ersatt < 'infinity';
