from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_sign_in_failures"),
    ]

    operations = [
        migrations.AddField(model_name="storedcheck", name="cause", field=models.TextField(blank=True, default="")),
    ]
