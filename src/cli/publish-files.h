#pragma once

#include "export/dermaga-publication.h"

G_BEGIN_DECLS

/**
 * DermagaPublishFile: one of the files that a domain's owner is to publish.
 * @name: of the file, fixed by the formats
 * @contents: (nullable): %NULL when it cannot be made
 * @reason: (nullable): translated: why it cannot be made
 * @path: (nullable): where it was written
 */
typedef struct {
  const char *name;
  GBytes *contents;
  char *reason;
  char *path;
} DermagaPublishFile;

/** dermaga_publish_files_new: (transfer full) (element-type DermagaPublishFile): all of them, also
 *  those that cannot be made; nothing is written. */
GPtrArray *dermaga_publish_files_new (const DermagaPublication *publication);

/** dermaga_publish_files_check: whether they can go into @directory (nullable), as far as is known
 *  before they are made; complains if not. */
gboolean dermaga_publish_files_check (const char *directory, gboolean force);

/** dermaga_publish_files_write: into @directory, which is made if it is not there; complains if
 *  that fails. */
gboolean dermaga_publish_files_write (GPtrArray *files, const char *directory, gboolean force);

/** dermaga_publish_file_explain_place: (transfer full): translated: where it goes, one step a
 *  line. */
char *dermaga_publish_file_explain_place (const DermagaPublishFile *file, const char *domain);

G_END_DECLS
