package se.finsam.uppfoljning.arsuttag;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a yearly extract is in its life. */
@Schema(name = "ArsuttagLage", description = "Var i sitt liv ett årsuttag är")
public enum Lage {
  /** Taken, and seen by the national roles alone. */
  UTKAST,
  /** Public, and the one that holds for its year. */
  PUBLICERAT,
  /** Public still, but a later one of its year has been published. */
  ERSATT,
  /** Withdrawn: no figure of it is told any more. */
  ATERKALLAT
}
