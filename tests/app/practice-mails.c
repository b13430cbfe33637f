#include "config.h"

#include "practice-mails.h"

#include <string.h>

void
practice_mails_open (Scene *scene)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.practice-mail", NULL));
  scene_settle (scene);
  scene_iterate (200); /* what is counted is told ten times a second */
}

DermagaPracticeStore *
practice_mails_get_store (Scene *scene)
{
  return dermaga_practice_room_get_store (dermaga_wizard_get_practice_room (scene->wizard));
}

guint32
practice_mails_deliver (Scene *scene, const char *mail)
{
  static char *recipients[]
      = { (char *) "siti@tujuan.example", (char *) "arsip@asal.example", NULL };
  const DermagaPracticeOrigin origin = { DERMAGA_PROTOCOL_SMTP, 587, DERMAGA_SECURITY_STARTTLS,
                                         "budi", "budi@asal.example", recipients, "INBOX", 0, 0 };
  g_autoptr (GBytes) contents = g_bytes_new (mail, strlen (mail));

  return dermaga_practice_message_get_id (
      dermaga_practice_store_add (practice_mails_get_store (scene), contents, &origin));
}

static const char full[]
    = "From: =?utf-8?Q?Toko_Bunga_Melati_=F0=9F=8C=BC?= <toko@melati.example>\r\n"
      "To: Siti Nurhaliza <siti@tujuan.example>\r\nCc: gudang@melati.example\r\n"
      "Reply-To: pesanan@melati.example\r\n"
      "Subject: =?utf-8?Q?Pesanan_Anda_sudah_kami_terima?=\r\n"
      "Date: Sat, 28 Nov 2026 16:43:01 +0700\r\nMessage-ID: <pesanan-1@melati.example>\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
      "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n\r\nHalo Siti,\r\n\r\n"
      "terima kasih atas pesanan Anda. Kami kirim besok pagi.\r\n\r\nSalam hangat,\r\n"
      "Toko Bunga Melati\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
      "<style>p { color: red }</style><h1>Halo Siti,</h1>"
      "<p>terima kasih atas <b>pesanan</b> Anda. Kami kirim besok pagi.</p>"
      "<ul><li>5 tangkai melati<li>1 vas</ul>"
      "<p><a href=\"https://melati.example/pesanan/1\">Lihat pesanan</a></p>"
      "<img src=\"https://lacak.example/1.gif\" width=1>\r\n--a--\r\n--m\r\n"
      "Content-Type: application/pdf; name=\"Nota pesanan.pdf\"\r\n"
      "Content-Disposition: attachment; filename=\"Nota pesanan.pdf\"\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nSnVzdCBhIHRlc3Q=\r\n--m\r\n"
      "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
      "--m--\r\n";

void
practice_mails_deliver_some (Scene *scene)
{
  practice_mails_deliver (scene, "From: a@b.example\r\nTo: siti@tujuan.example\r\n\r\nHalo\r\n");
  practice_mails_deliver (scene,
                          "From: WordPress <wordpress@situs.example>\r\n"
                          "To: siti@tujuan.example\r\nSubject: [Situs] Ada komentar baru yang "
                          "menunggu persetujuan Anda pada tulisan “Peta port surel”\r\n\r\n"
                          "Setujui komentar ini?\r\n");
  practice_mails_deliver (scene, "From: Budi <budi@asal.example>\r\nTo: siti@tujuan.example\r\n"
                                 "Subject: Rapat besok\r\nContent-Type: text/html\r\n\r\n"
                                 "<p>Pukul <b>sembilan</b>.</p>\r\n");
  practice_mails_deliver (scene, full);
}
