#include "config.h"

#include "cli/progress.h"

#include "base/dermaga-text.h"
#include "cli/terminal.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define CLEAR_LINE "\r\033[K"

struct _DermagaProgress {
  DermagaResult *result;
  char *display_domain;
  gulong handler;
};

static gboolean
is_slow (DermagaResult *result)
{
  GListModel *probes = dermaga_result_get_probes (result);

  for (guint i = 0; i < g_list_model_get_n_items (probes); i++)
    {
      g_autoptr (DermagaProbe) probe = g_list_model_get_item (probes, i);

      if (dermaga_probe_get_state (probe) == DERMAGA_PROBE_STATE_SLOW)
        return TRUE;
    }
  return FALSE;
}

static void
changed_cb (DermagaResult *result, gpointer data)
{
  DermagaProgress *self = data;
  guint width = dermaga_terminal_get_width (STDERR_FILENO);
  g_autofree char *line = NULL;
  g_autofree char *safe = NULL;
  guint n_done;
  guint n_all;

  dermaga_result_count (result, &n_done, &n_all);
  if (is_slow (result))
    /* Translators: progress of the check, while a server lets it wait. */
    line = g_strdup_printf (_("Checking %s… %u of %u (waiting for a slow server)"),
                            self->display_domain, n_done, n_all);
  else
    /* Translators: progress of the check: the domain, then "12 of 34" connections. */
    line = g_strdup_printf (_("Checking %s… %u of %u"), self->display_domain, n_done, n_all);
  safe = dermaga_text_make_safe (line, -1, width - 1);
  g_printerr (CLEAR_LINE "%s", safe);
}

DermagaProgress *
dermaga_progress_new (DermagaResult *result, const char *display_domain)
{
  DermagaProgress *self = g_new0 (DermagaProgress, 1);

  self->result = g_object_ref (result);
  self->display_domain = g_strdup (display_domain);
  if (dermaga_terminal_understands (STDERR_FILENO))
    {
      self->handler = g_signal_connect (result, "changed", G_CALLBACK (changed_cb), self);
      changed_cb (result, self);
    }
  return self;
}

void
dermaga_progress_free (DermagaProgress *self)
{
  if (self->handler != 0)
    {
      g_signal_handler_disconnect (self->result, self->handler);
      g_printerr (CLEAR_LINE);
    }
  g_object_unref (self->result);
  g_free (self->display_domain);
  g_free (self);
}
