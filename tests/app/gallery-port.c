#include "config.h"

#include "gallery-port.h"

#include "port-scenes.h"

void
gallery_next (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.next", NULL);
  scene_iterate (500);
}

void
gallery_scroll_to_end (Scene *scene)
{
  GtkWidget *scroller = scene_find (scene, GTK_TYPE_SCROLLED_WINDOW, NULL);
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  scene_iterate (300);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

void
gallery_arrange_port (Scene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q", 25);
  scene_settle (scene);
}

/* Each ending of the question whether port 25 is blocked. */
static void
end_port (Scene *scene, DermagaPortVerdict verdict)
{
  dermaga_port_inquiry_take_check (dermaga_wizard_get_port_inquiry (scene->wizard),
                                   port_scene_new (verdict, 25));
  gallery_arrange_port (scene);
}

void
gallery_arrange_port_unknown (Scene *scene)
{
  end_port (scene, DERMAGA_PORT_VERDICT_UNKNOWN);
}

void
gallery_arrange_port_open (Scene *scene)
{
  end_port (scene, DERMAGA_PORT_VERDICT_OPEN);
}

void
gallery_arrange_port_blocked (Scene *scene)
{
  end_port (scene, DERMAGA_PORT_VERDICT_BLOCKED);
}

void
gallery_arrange_port_mail_blocked (Scene *scene)
{
  end_port (scene, DERMAGA_PORT_VERDICT_MAIL_BLOCKED);
}

void
gallery_arrange_port_intercepted (Scene *scene)
{
  end_port (scene, DERMAGA_PORT_VERDICT_INTERCEPTED);
}

void
gallery_arrange_port_portal (Scene *scene)
{
  end_port (scene, DERMAGA_PORT_VERDICT_PORTAL);
}

void
gallery_arrange_port_offline (Scene *scene)
{
  end_port (scene, DERMAGA_PORT_VERDICT_OFFLINE);
}

/* While it runs: servers that say nothing for a minute. */
static const DermagaControlServer slow_servers[] = {
  { "Melati", "smtp.practice.test", 587, DERMAGA_SECURITY_STARTTLS },
  { "Kenanga Surat", "mail.practice.test", 587, DERMAGA_SECURITY_STARTTLS },
  { "Melati", "imap.practice.test", 993, DERMAGA_SECURITY_TLS },
};

static const DermagaControlTable slow_table = {
  .servers = slow_servers,
  .n_servers = G_N_ELEMENTS (slow_servers),
  .page = { "Cempaka", "cek.practice.test", "http://cek.practice.test/", "ok" },
};

void
gallery_arrange_port_running (Scene *scene)
{
  dermaga_port_inquiry_set_table (dermaga_wizard_get_port_inquiry (scene->wizard), &slow_table);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.ask-port", "q", 587);
  scene_settle (scene);
  gallery_next (scene);
}

void
gallery_arrange_port_not_allowed (Scene *scene)
{
  dermaga_wizard_set_ask_controls (scene->wizard, FALSE);
  gallery_arrange_port (scene);
}

void
gallery_arrange_port_choices (Scene *scene)
{
  gallery_arrange_port (scene);
  gtk_widget_activate (scene_find (scene, GTK_TYPE_DROP_DOWN, "port"));
}

void
gallery_arrange_port_by_hand (Scene *scene)
{
  gallery_arrange_port_blocked (scene);
  gtk_expander_set_expanded (GTK_EXPANDER (scene_find (scene, GTK_TYPE_EXPANDER, "by_hand")),
                             TRUE);
  gallery_scroll_to_end (scene);
}
