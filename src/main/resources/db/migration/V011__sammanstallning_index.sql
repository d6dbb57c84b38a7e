-- A question about one förbund, whatever the nation's history: national figures are kept per förbund (room sammanstallning),
-- and after a write only that förbund's are asked for again.

-- Which write was the last that a förbund had made by an instant.
create index mottagning_dataversion on mottagning (forbund, mottagen) where andrade;
create index mottagning_allas on mottagning (mottagen) where andrade and forbund is null;

-- The insatser of a förbund that were valid at an instant: versions replaced before it are passed over. Serves the audit
-- log too, which asked the narrower index for what was taken away.
create index insats_version_forbund on insats_version (forbund, ersatt);
drop index insats_ersatt;
create index insats_forbund on insats (forbund);
