#include "config.h"

#include "base/dermaga-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* All of it lies in the pages that are kept out of swap and dumps, the length too. */
struct _DermagaSecret {
  gatomicrefcount references;
  gsize mapped; /* octets of the mapping */
  gsize length;
  char text[DERMAGA_SECRET_MAX + 1];
};

static gsize
round_to_pages (gsize length)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  return (length + page - 1) / page * page;
}

/* What the system refuses (RLIMIT_MEMLOCK, an old kernel) is done without: the rest still holds. */
static void
guard_pages (gpointer pages, gsize length)
{
  int refused = mlock (pages, length);

#ifdef MADV_DONTDUMP
  refused |= madvise (pages, length, MADV_DONTDUMP);
#endif
#ifdef MADV_WIPEONFORK
  refused |= madvise (pages, length, MADV_WIPEONFORK);
#endif
  if (refused != 0)
    g_debug ("the system does not guard the memory of secrets in full");
}

static DermagaSecret *
secret_alloc (void)
{
  gsize mapped = round_to_pages (sizeof (DermagaSecret));
  DermagaSecret *self
    = mmap (NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (self == MAP_FAILED)
    g_error ("no memory for a secret");
  guard_pages (self, mapped);
  g_atomic_ref_count_init (&self->references);
  self->mapped = mapped;
  return self;
}

static gboolean
can_be_sent (const char *text, gsize length)
{
  return length > 0 && length <= DERMAGA_SECRET_MAX && memchr (text, '\0', length) == NULL
         && memchr (text, '\r', length) == NULL && memchr (text, '\n', length) == NULL;
}

DermagaSecret *
dermaga_secret_new (const char *text, gssize length)
{
  DermagaSecret *self;
  gsize octets;

  if (text == NULL)
    return NULL;
  octets = length >= 0 ? (gsize) length : strlen (text);
  if (!can_be_sent (text, octets))
    return NULL;

  self = secret_alloc ();
  memcpy (self->text, text, octets);
  self->length = octets;
  return self;
}

DermagaSecret *
dermaga_secret_ref (DermagaSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
dermaga_secret_unref (DermagaSecret *self)
{
  gsize mapped;

  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  mapped = self->mapped;
  dermaga_wipe (self, sizeof *self);
  munlock (self, mapped);
  munmap (self, mapped);
}

void
dermaga_secret_wipe (DermagaSecret *self)
{
  g_return_if_fail (self != NULL);

  dermaga_wipe (self->text, sizeof self->text);
  self->length = 0;
}

const char *
dermaga_secret_peek (DermagaSecret *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->text;
}

gsize
dermaga_secret_get_length (DermagaSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

void
dermaga_wipe (gpointer memory, gsize length)
{
  if (memory != NULL && length > 0)
    explicit_bzero (memory, length);
}

typedef struct {
  gpointer data;
  gsize length;
} Wiped;

static void
wipe_and_free (gpointer user_data)
{
  Wiped *wiped = user_data;

  dermaga_wipe (wiped->data, wiped->length);
  g_free (wiped->data);
  g_free (wiped);
}

GBytes *
dermaga_wipe_bytes_new (gpointer data, gsize length)
{
  Wiped *wiped = g_new (Wiped, 1);

  *wiped = (Wiped){ data, length };
  return g_bytes_new_with_free_func (data, length, wipe_and_free, wiped);
}
