#include "config.h"

#include "app/dermaga-pager.h"

#include "app/dermaga-detour.h"
#include "app/pages/dermaga-domain-page.h"
#include "app/pages/dermaga-export-page.h"
#include "app/pages/dermaga-testing-page.h"
#include "app/pages/dermaga-verdict-page.h"

struct _DermagaPager
{
  GObject parent_instance;

  DermagaWizard *wizard;
  GtkStack *stack; /* not held: it holds the pages */
  DermagaPage *pages[DERMAGA_N_STEPS];
  DermagaPage *beside[DERMAGA_N_BESIDE]; /* (nullable) */
  DermagaPage *page;                     /* (nullable): the one shown */
  GtkWidget *place;                      /* (nullable): weak: what had the focus last in a page */
  DermagaDetour *detour;                 /* through the pages beside the steps */
};

G_DEFINE_FINAL_TYPE (DermagaPager, dermaga_pager, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char *const step_names[] = { "domain", "testing", "verdict", "export" };

static void
emit_changed (DermagaPager *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

DermagaPage *
dermaga_pager_get_page (DermagaPager *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGER (self), NULL);
  return self->page;
}

DermagaPage *
dermaga_pager_get_step_page (DermagaPager *self, DermagaStep step)
{
  g_return_val_if_fail (DERMAGA_IS_PAGER (self), NULL);
  return self->pages[step];
}

gboolean
dermaga_pager_is_beside (DermagaPager *self)
{
  g_return_val_if_fail (DERMAGA_IS_PAGER (self), FALSE);
  return dermaga_detour_get_page (self->detour) >= 0;
}

gboolean
dermaga_pager_shows (DermagaPager *self, DermagaBeside beside)
{
  g_return_val_if_fail (DERMAGA_IS_PAGER (self), FALSE);
  return self->page != NULL && self->page == self->beside[beside];
}

void
dermaga_pager_store (DermagaPager *self)
{
  g_return_if_fail (DERMAGA_IS_PAGER (self));
  if (self->page != NULL)
    dermaga_page_leave (self->page);
}

void
dermaga_pager_forget (DermagaPager *self)
{
  g_return_if_fail (DERMAGA_IS_PAGER (self));
  self->page = NULL;
}

static void
page_changed_cb (DermagaPager *self, GParamSpec *pspec, DermagaPage *page)
{
  if (page == self->page)
    emit_changed (self);
}

static void
add_page (DermagaPager *self, DermagaPage *page, const char *name)
{
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), name);
  g_signal_connect_object (page, "notify", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
}

static DermagaPage *
make_page (DermagaPager *self, DermagaStep step)
{
  switch (step)
    {
    case DERMAGA_STEP_DOMAIN:
      return dermaga_domain_page_new (self->wizard);
    case DERMAGA_STEP_TESTING:
      return dermaga_testing_page_new (self->wizard);
    case DERMAGA_STEP_VERDICT:
      return dermaga_verdict_page_new (self->wizard);
    case DERMAGA_STEP_EXPORT:
      return dermaga_export_page_new (self->wizard);
    }
  g_assert_not_reached ();
}

/* A page is made when it is first gone to, so that the first one is there sooner; those before it
 * are made along with it, since the stack slides by the order in which it got them. */
static void
ensure_pages (DermagaPager *self, DermagaStep last)
{
  for (DermagaStep step = DERMAGA_STEP_DOMAIN; step <= last; step++)
    {
      if (self->pages[step] != NULL)
        continue;
      self->pages[step] = make_page (self, step);
      add_page (self, self->pages[step], step_names[step]);
    }
}

/* What was left behind ends; a question about a port goes on while one reads why it is asked. */
static void
leave_beside (DermagaPager *self)
{
  DermagaPortInquiry *port = dermaga_wizard_get_port_inquiry (self->wizard);
  DermagaSigninInquiry *signin = dermaga_wizard_get_signin_inquiry (self->wizard);

  if (!dermaga_detour_contains (self->detour, DERMAGA_BESIDE_PORT))
    dermaga_port_inquiry_cancel (port);
  dermaga_signin_inquiry_cancel (signin);
  for (guint beside = 0; beside < DERMAGA_N_BESIDE; beside++)
    dermaga_beside_set_open (beside, self->wizard, FALSE);
}

void
dermaga_pager_go (DermagaPager *self, DermagaStep step)
{
  g_return_if_fail (DERMAGA_IS_PAGER (self));

  dermaga_pager_store (self);
  dermaga_detour_clear (self->detour);
  leave_beside (self);
  dermaga_wizard_set_step (self->wizard, step);
  ensure_pages (self, step);
  self->page = self->pages[step];
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
  emit_changed (self);
  dermaga_page_shown (self->page);
}

static void
focus_changed_cb (DermagaPager *self, GParamSpec *pspec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    g_set_weak_pointer (&self->place, focus);
}

/* (nullable): where Back leads again. A menu, and in GTK 4.18 its button, has the focus only in
 * passing. */
static GtkWidget *
get_place (DermagaPager *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self->stack)));

  if (focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_MENU_BUTTON) != NULL)
    return self->place;
  return focus;
}

/* It comes from the end of the line of pages and goes back there. */
void
dermaga_pager_open (DermagaPager *self, DermagaBeside beside)
{
  const char *name = dermaga_beside_get_name (beside);

  g_return_if_fail (DERMAGA_IS_PAGER (self));

  if (self->beside[beside] == NULL)
    {
      self->beside[beside] = dermaga_beside_new (beside, self->wizard);
      add_page (self, self->beside[beside], name);
    }
  dermaga_pager_store (self);
  dermaga_detour_go (self->detour, beside, get_place (self));
  leave_beside (self);
  dermaga_beside_set_open (beside, self->wizard, TRUE);
  self->page = self->beside[beside];
  gtk_stack_set_visible_child_full (self->stack, name, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
  emit_changed (self);
  dermaga_page_shown (self->page);
}

void
dermaga_pager_close (DermagaPager *self)
{
  g_autoptr (GtkWidget) focus = NULL;
  DermagaStep step;
  int before;

  g_return_if_fail (DERMAGA_IS_PAGER (self));

  step = dermaga_wizard_get_step (self->wizard);
  dermaga_pager_store (self);
  before = dermaga_detour_back (self->detour, &focus);
  leave_beside (self);
  if (before >= 0)
    dermaga_beside_set_open (before, self->wizard, TRUE);
  self->page = before >= 0 ? self->beside[before] : self->pages[step];
  gtk_stack_set_visible_child_full (self->stack,
                                    before >= 0 ? dermaga_beside_get_name (before)
                                                : step_names[step],
                                    GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  emit_changed (self);
  dermaga_page_resumed (self->page);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}

static void
dermaga_pager_finalize (GObject *object)
{
  DermagaPager *self = DERMAGA_PAGER (object);

  g_clear_pointer (&self->detour, dermaga_detour_free);
  g_clear_weak_pointer (&self->place);
  g_clear_object (&self->wizard);
  G_OBJECT_CLASS (dermaga_pager_parent_class)->finalize (object);
}

static void
dermaga_pager_class_init (DermagaPagerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dermaga_pager_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dermaga_pager_init (DermagaPager *self)
{
  self->detour = dermaga_detour_new ();
}

DermagaPager *
dermaga_pager_new (DermagaWizard *wizard, GtkStack *stack)
{
  DermagaPager *self = g_object_new (DERMAGA_TYPE_PAGER, NULL);

  self->wizard = g_object_ref (wizard);
  self->stack = stack;
  g_signal_connect_object (gtk_widget_get_root (GTK_WIDGET (stack)), "notify::focus-widget",
                           G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
