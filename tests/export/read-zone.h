#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ZoneRecord: @text: of a TXT record, its strings joined; @target: of an SRV record. */
typedef struct {
  char *name;
  guint ttl;
  guint priority;
  guint weight;
  guint port;
  char *target;
  char *text;
} ZoneRecord;

/**
 * read_zone: (transfer full) (nullable) (element-type ZoneRecord): the records of a zone file in
 * the strictest reading of RFC 1035 §5.1: one record a line, full names, nothing but printable
 * ASCII outside comments. %NULL when anything is not of that form. Made independently of the
 * writer.
 */
GPtrArray *read_zone (const char *text);

G_END_DECLS
