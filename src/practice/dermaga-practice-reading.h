#pragma once

#include "practice/dermaga-practice-message.h"

G_BEGIN_DECLS

/** DermagaPracticeReadField: a field of the header. @name: "" for a line that is none */
typedef struct {
  char *name;
  char *value;
} DermagaPracticeReadField;

/** DermagaPracticeFile: what is attached. @name: safe to save under; @size: decoded, in octets */
typedef struct {
  char *name;
  char *type;
  gsize size;
} DermagaPracticeFile;

/**
 * DermagaPracticeReading: what a captured mail says, made for people: decoded, safe to show as
 * plain text (it is no markup), and of a bounded length. Texts of several lines have no line that
 * would take long to lay out.
 * @from: "" where the mail has no such field, like the next ones
 * @fields: (element-type DermagaPracticeReadField): all of them, in their order
 * @text: (nullable): the parts that are plain text
 * @html: (nullable): the parts that are HTML, as text
 * @n_remote: images in it that a mail program would fetch; nobody fetches them here
 * @source: as it was sent
 * @files: (element-type DermagaPracticeFile)
 * @strange: it could not be taken apart, and @text is all that stands behind the header
 * @sender_differs: the sender of the envelope is not the one in the letter
 * @unnamed: (array zero-terminated=1): who gets it but is not named in it
 */
typedef struct {
  char *from;
  char *to;
  char *cc;
  char *reply_to;
  char *subject;
  char *date;
  char *message_id;
  GPtrArray *fields;
  char *text;
  char *html;
  guint n_remote;
  char *source;
  GPtrArray *files;
  gboolean fields_cut;
  gboolean text_cut;
  gboolean html_cut;
  gboolean source_cut;
  gboolean files_cut;
  gboolean strange;
  gboolean sender_differs;
  char **unnamed;
} DermagaPracticeReading;

/** dermaga_practice_reading_new: @image: what an image is called in the language of the reader. */
DermagaPracticeReading *dermaga_practice_reading_new (DermagaPracticeMessage *message,
                                                      const char *image);
void dermaga_practice_reading_free (DermagaPracticeReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaPracticeReading, dermaga_practice_reading_free)

/** dermaga_practice_reading_extract: (transfer full) (nullable): what is in a file of a mail, by
 *  its place in "files"; %NULL when the mail was deleted meanwhile. */
GBytes *dermaga_practice_reading_extract (DermagaPracticeMessage *message, guint index);

/** dermaga_practice_reading_file_name: (transfer full): to save a whole mail under, by its subject;
 *  @otherwise: where it has none */
char *dermaga_practice_reading_file_name (DermagaPracticeMessage *message, const char *otherwise);

G_END_DECLS
