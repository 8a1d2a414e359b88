using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RingCentral.Connect.Migrations
{
    /// <inheritdoc />
    public partial class ConnectSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "connect_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    external_id = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    return_url = table.Column<string>(type: "text", nullable: true),
                    login_hint = table.Column<string>(type: "text", nullable: true),
                    metadata = table.Column<string>(type: "jsonb", nullable: true),
                    require_completion = table.Column<bool>(type: "boolean", nullable: false),
                    server_url = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    last_outcome = table.Column<string>(type: "text", nullable: true),
                    connection_id = table.Column<Guid>(type: "uuid", nullable: true),
                    consumed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completion_code_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    complete_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ciphertext = table.Column<byte[]>(type: "bytea", nullable: true),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_connect_sessions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_connect_sessions_complete_by",
                table: "connect_sessions",
                column: "complete_by",
                filter: "complete_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_connect_sessions_completion_code_hash",
                table: "connect_sessions",
                column: "completion_code_hash",
                unique: true,
                filter: "completion_code_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_connect_sessions_created_at",
                table: "connect_sessions",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_connect_sessions_token_hash",
                table: "connect_sessions",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "connect_sessions");
        }
    }
}
