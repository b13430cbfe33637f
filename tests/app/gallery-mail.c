#include "config.h"

#include "gallery-mail.h"

#include "gallery-port.h"
#include "practice-mails.h"

void
gallery_arrange_mail_empty (Scene *scene)
{
  practice_mails_open (scene);
}

void
gallery_arrange_mail_empty_end (Scene *scene)
{
  practice_mails_open (scene);
  gtk_widget_grab_focus (scene_find (scene, GTK_TYPE_BUTTON, "save_certificate"));
}

void
gallery_arrange_mail_list (Scene *scene)
{
  practice_mails_deliver_some (scene);
  practice_mails_open (scene);
}

static void
open_first (Scene *scene)
{
  gallery_arrange_mail_list (scene);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_LIST_VIEW, "view"), "activate", 0);
  scene_iterate (300);
}

void
gallery_arrange_mail_text (Scene *scene)
{
  open_first (scene);
}

static void
turn_to (Scene *scene, const char *name)
{
  open_first (scene);
  gtk_stack_set_visible_child_name (GTK_STACK (scene_find (scene, GTK_TYPE_STACK, "parts")), name);
}

void
gallery_arrange_mail_html (Scene *scene)
{
  turn_to (scene, "html");
  gallery_scroll_to_end (scene);
}

void
gallery_arrange_mail_headers (Scene *scene)
{
  turn_to (scene, "headers");
}

void
gallery_arrange_mail_files (Scene *scene)
{
  turn_to (scene, "files");
  gallery_scroll_to_end (scene);
}

void
gallery_arrange_mail_search (Scene *scene)
{
  gallery_arrange_mail_list (scene);
  gtk_editable_set_text (GTK_EDITABLE (scene_find (scene, GTK_TYPE_SEARCH_ENTRY, "search")),
                         "pesanan");
  scene_iterate (600);
}

void
gallery_arrange_mail_confirm (Scene *scene)
{
  gallery_arrange_mail_list (scene);
  g_signal_emit_by_name (scene_find (scene, GTK_TYPE_BUTTON, "delete_all"), "clicked");
}
