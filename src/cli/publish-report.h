#pragma once

#include "model/dermaga-result.h"

G_BEGIN_DECLS

/**
 * dermaga_publish_text: (transfer full): what to publish, where each file goes, and how what is
 * published now compares with what works.
 * @files: (element-type DermagaPublishFile): shown in full unless they were written
 */
char *dermaga_publish_text (DermagaResult *result, GPtrArray *files, gboolean colour, guint width);

/** dermaga_publish_json: (transfer full): the same for programs. */
char *dermaga_publish_json (DermagaResult *result, GPtrArray *files);

G_END_DECLS
