using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace RingCentral.Connect.Migrations
{
    /// <inheritdoc />
    public partial class KeepAlive : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_sessions_due_at",
                table: "sessions");

            migrationBuilder.AddColumn<int>(
                name: "due_class",
                table: "sessions",
                type: "integer",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.CreateTable(
                name: "alarms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alarms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "auth_budget",
                columns: table => new
                {
                    client = table.Column<string>(type: "text", nullable: false),
                    penalty_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    observed_limit = table.Column<int>(type: "integer", nullable: true),
                    observed_window_seconds = table.Column<int>(type: "integer", nullable: true),
                    observed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    refusals = table.Column<int>(type: "integer", nullable: false),
                    refusal_code = table.Column<string>(type: "text", nullable: true),
                    refused_accounts = table.Column<string[]>(type: "text[]", nullable: false),
                    paused_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_probe_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auth_budget", x => x.client);
                });

            migrationBuilder.CreateTable(
                name: "auth_budget_slots",
                columns: table => new
                {
                    client = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auth_budget_slots", x => new { x.client, x.number });
                });

            migrationBuilder.CreateTable(
                name: "rotation_rollups",
                columns: table => new
                {
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rotation_rollups", x => new { x.from, x.seconds, x.outcome });
                });

            migrationBuilder.CreateTable(
                name: "terminal_answers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    connection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_terminal_answers", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_due_class_due_at",
                table: "sessions",
                columns: new[] { "due_class", "due_at" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alarms_kind_subject",
                table: "alarms",
                columns: new[] { "kind", "subject" },
                unique: true,
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alarms_opened_at",
                table: "alarms",
                column: "opened_at");

            migrationBuilder.CreateIndex(
                name: "ix_terminal_answers_at",
                table: "terminal_answers",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alarms");

            migrationBuilder.DropTable(
                name: "auth_budget");

            migrationBuilder.DropTable(
                name: "auth_budget_slots");

            migrationBuilder.DropTable(
                name: "rotation_rollups");

            migrationBuilder.DropTable(
                name: "terminal_answers");

            migrationBuilder.DropIndex(
                name: "ix_sessions_due_class_due_at",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "due_class",
                table: "sessions");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_due_at",
                table: "sessions",
                column: "due_at",
                filter: "due_at IS NOT NULL");
        }
    }
}
