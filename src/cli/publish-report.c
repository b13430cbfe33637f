#include "config.h"

#include "cli/publish-report.h"

#include "cli/paper.h"
#include "cli/publish-files.h"
#include "model/dermaga-json.h"
#include "verdict/dermaga-published.h"

#include <glib/gi18n.h>

#define INDENT 2u

static void
write_heading (DermagaPaper *paper, const char *heading)
{
  dermaga_paper_end_line (paper);
  dermaga_paper_write (paper, DERMAGA_INK_HEADING, heading, 0);
  dermaga_paper_end_line (paper);
}

/* The contents stand at the margin as they are, so that they can be copied; the writers let
 * nothing into them that a terminal would obey. */
static void
write_file (DermagaPaper *paper, const DermagaPublishFile *file, const char *domain)
{
  g_autofree char *place = dermaga_publish_file_explain_place (file, domain);
  g_auto (GStrv) steps = g_strsplit (place, "\n", -1);

  write_heading (paper, file->name);
  if (file->contents == NULL)
    {
      dermaga_paper_wrap (paper, DERMAGA_INK_WARNING, _("This file was not made."), INDENT, 0);
      dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, file->reason, INDENT, 0);
      return;
    }
  for (guint i = 0; steps[i] != NULL; i++)
    dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, steps[i], INDENT, 0);
  if (file->path != NULL)
    {
      /* Translators: %s is the path of a file. */
      g_autofree char *saved = g_strdup_printf (_("Saved as %s."), file->path);

      dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, saved, INDENT, 0);
      return;
    }
  dermaga_paper_end_line (paper);
  g_string_append_len (paper->text, g_bytes_get_data (file->contents, NULL),
                       g_bytes_get_size (file->contents));
}

static DermagaInk
ink_of (DermagaPublished published)
{
  switch (published)
    {
    case DERMAGA_PUBLISHED_MATCHES:
      return DERMAGA_INK_GOOD;
    case DERMAGA_PUBLISHED_BROKEN:
    case DERMAGA_PUBLISHED_UNREADABLE:
      return DERMAGA_INK_BAD;
    case DERMAGA_PUBLISHED_INSECURE:
    case DERMAGA_PUBLISHED_LACKING:
      return DERMAGA_INK_WARNING;
    case DERMAGA_PUBLISHED_NOTHING:
    case DERMAGA_PUBLISHED_NOT_ASKED:
    case DERMAGA_PUBLISHED_UNTESTED:
      return DERMAGA_INK_PLAIN;
    }
  g_assert_not_reached ();
}

static void
write_published (DermagaPaper *paper, DermagaResult *result)
{
  GPtrArray *sources = dermaga_result_get_sources (result);

  write_heading (paper, _("What is published now"));
  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];
      g_autofree char *sentence = NULL;

      if (!dermaga_published_is_source (report->id))
        continue;
      sentence = dermaga_explain_published (result, report);
      dermaga_paper_wrap (paper, DERMAGA_INK_PLAIN, dermaga_explain_source_name (report->id),
                          INDENT, 0);
      dermaga_paper_wrap (paper, ink_of (dermaga_published_judge (result, report)), sentence,
                          2 * INDENT, 0);
    }
}

char *
dermaga_publish_text (DermagaResult *result, GPtrArray *files, gboolean colour, guint width)
{
  DermagaPaper paper = { g_string_new (NULL), colour, width };
  const char *domain = dermaga_result_get_target (result);

  dermaga_paper_write (&paper, DERMAGA_INK_HEADING, domain, 0);
  dermaga_paper_end_line (&paper);
  dermaga_paper_wrap (&paper, DERMAGA_INK_HEADING,
                      _("With these files, mail programs find the servers that work."), 0, 0);
  dermaga_paper_wrap (&paper, DERMAGA_INK_PLAIN,
                      _("The form of the user name was not tested, because that needs a password. "
                        "Change it if your servers expect another."),
                      0, 0);
  for (guint i = 0; i < files->len; i++)
    write_file (&paper, files->pdata[i], domain);
  write_published (&paper, result);
  return g_string_free (paper.text, FALSE);
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static JsonObject *
file_to_object (const DermagaPublishFile *file, const char *domain)
{
  JsonObject *object = json_object_new ();
  g_autofree char *place = dermaga_publish_file_explain_place (file, domain);
  g_autofree char *contents
    = file->contents != NULL ? g_strndup (g_bytes_get_data (file->contents, NULL),
                                          g_bytes_get_size (file->contents))
                             : NULL;
  g_autofree char *path = file->path != NULL ? g_filename_display_name (file->path) : NULL;

  json_object_set_string_member (object, "name", file->name);
  set_text (object, "path", path);
  set_text (object, "contents", contents);
  set_text (object, "reason", file->reason);
  json_object_set_string_member (object, "place", place);
  return object;
}

static const char *
named_to_string (DermagaNamed named)
{
  switch (named)
    {
    case DERMAGA_NAMED_WORKS:
      return "works";
    case DERMAGA_NAMED_INSECURE:
      return "insecure";
    case DERMAGA_NAMED_FAILS:
      return "fails";
    case DERMAGA_NAMED_UNKNOWN:
      return "unknown";
    }
  g_assert_not_reached ();
}

static JsonArray *
servers_to_array (DermagaResult *result, GPtrArray *servers)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < servers->len; i++)
    {
      const DermagaCandidate *server = servers->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "protocol",
                                     dermaga_protocol_to_string (server->protocol));
      json_object_set_string_member (object, "host", server->host);
      json_object_set_int_member (object, "port", server->port);
      json_object_set_string_member (object, "security",
                                     dermaga_security_to_string (server->security));
      json_object_set_string_member (object, "verdict",
                                     named_to_string (dermaga_named_judge (result, server)));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
published_to_array (DermagaResult *result)
{
  GPtrArray *sources = dermaga_result_get_sources (result);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sources->len; i++)
    {
      const DermagaSourceReport *report = sources->pdata[i];
      g_autofree char *sentence = NULL;
      JsonObject *object;

      if (!dermaga_published_is_source (report->id))
        continue;
      sentence = dermaga_explain_published (result, report);
      object = json_object_new ();
      json_object_set_string_member (object, "source", report->id);
      json_object_set_string_member (object, "status",
                                     dermaga_source_status_to_string (report->status));
      json_object_set_string_member (
        object, "verdict",
        dermaga_published_to_string (dermaga_published_judge (result, report)));
      json_object_set_string_member (object, "sentence", sentence);
      set_text (object, "url", report->url);
      json_object_set_array_member (object, "servers", servers_to_array (result, report->servers));
      json_array_add_object_element (array, object);
    }
  return array;
}

char *
dermaga_publish_json (DermagaResult *result, GPtrArray *files)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < files->len; i++)
    json_array_add_object_element (
      array, file_to_object (files->pdata[i], dermaga_result_get_target (result)));
  json_object_set_int_member (object, "schema", DERMAGA_JSON_SCHEMA);
  json_object_set_string_member (object, "target", dermaga_result_get_target (result));
  json_object_set_array_member (object, "files", array);
  json_object_set_array_member (object, "published", published_to_array (result));
  json_node_take_object (root, object);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
