using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RingCentral.Connect.Migrations
{
    /// <inheritdoc />
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateSequence(
                name: "connection_event_positions");

            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "connection_events",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "idempotent_requests",
                columns: table => new
                {
                    api_key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    attempt_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_requests", x => new { x.api_key_id, x.key });
                });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_troubled",
                table: "sessions",
                column: "connection_id",
                filter: "failures > 0 OR refresh_expires_at - due_at < GREATEST((refresh_expires_at - issued_at) / 7, interval '1 day') OR session_expires_at - due_at < interval '1 day'");

            migrationBuilder.CreateIndex(
                name: "ix_connections_account_id_id",
                table: "connections",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_connections_external_id_prefix",
                table: "connections",
                column: "external_id")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_connections_metadata",
                table: "connections",
                column: "metadata")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "jsonb_path_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_connections_owner_id_id",
                table: "connections",
                columns: new[] { "owner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_connection_events_position",
                table: "connection_events",
                column: "position",
                unique: true,
                filter: "position IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_connection_events_unpositioned",
                table: "connection_events",
                column: "id",
                filter: "position IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_requests_started_at",
                table: "idempotent_requests",
                column: "started_at");

            SearchColumns.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SearchColumns.Remove(migrationBuilder);

            migrationBuilder.DropTable(
                name: "idempotent_requests");

            migrationBuilder.DropIndex(
                name: "ix_sessions_troubled",
                table: "sessions");

            migrationBuilder.DropIndex(
                name: "ix_connections_account_id_id",
                table: "connections");

            migrationBuilder.DropIndex(
                name: "ix_connections_external_id_prefix",
                table: "connections");

            migrationBuilder.DropIndex(
                name: "ix_connections_metadata",
                table: "connections");

            migrationBuilder.DropIndex(
                name: "ix_connections_owner_id_id",
                table: "connections");

            migrationBuilder.DropIndex(
                name: "ix_connection_events_position",
                table: "connection_events");

            migrationBuilder.DropIndex(
                name: "ix_connection_events_unpositioned",
                table: "connection_events");

            migrationBuilder.DropColumn(
                name: "position",
                table: "connection_events");

            migrationBuilder.DropSequence(
                name: "connection_event_positions");

            migrationBuilder.AlterDatabase()
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");
        }
    }
}
