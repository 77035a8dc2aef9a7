"""The plan system becomes one of several books of rows: what is there is the book called plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_check_cause"),
    ]

    operations = [
        migrations.RenameModel("PlanRow", "BookRow"),
        migrations.RenameModel("PlanRevision", "BookRevision"),
        migrations.RenameModel("PlanChange", "BookChange"),
        migrations.RenameModel("PlanPublication", "BookPublication"),
        migrations.AddField("BookRow", "book", models.CharField(max_length=20, default="plan"), preserve_default=False),
        migrations.AddField("BookRevision", "book", models.CharField(max_length=20, default="plan"), preserve_default=False),
        migrations.AddField("BookPublication", "book", models.CharField(max_length=20, default="plan"), preserve_default=False),
        migrations.RemoveConstraint("BookRow", "plan_row_once"),
        migrations.AddConstraint("BookRow", models.UniqueConstraint(fields=["book", "table", "key"], name="book_row_once")),
        migrations.AlterField("BookRevision", "number", models.PositiveBigIntegerField()),
        migrations.AddConstraint("BookRevision", models.UniqueConstraint(fields=["book", "number"], name="book_revision_once")),
        migrations.RenameIndex("BookChange", new_name="book_change_of_row", old_name="plan_change_of_row"),
        migrations.AlterField("BookPublication", "published_at", models.DateTimeField()),
        migrations.AddIndex("BookPublication", models.Index(fields=["book", "published_at"], name="book_publication_newest")),
    ]
