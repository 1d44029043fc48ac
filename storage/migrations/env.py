"""What alembic runs: revisions on the connection that `storage/migrate.py` hands over, in one transaction."""

from alembic import context

from storage.money_tables import TABLES

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=TABLES, transactional_ddl=True, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
