using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RingCentral.Connect.Migrations
{
    /// <inheritdoc />
    public partial class AlarmNews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closing_told_at",
                table: "alarms",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "opening_told_at",
                table: "alarms",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_alarms_untold",
                table: "alarms",
                column: "updated_at",
                filter: "opening_told_at IS NULL OR (closed_at IS NOT NULL AND closing_told_at IS NULL)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_alarms_untold",
                table: "alarms");

            migrationBuilder.DropColumn(
                name: "closing_told_at",
                table: "alarms");

            migrationBuilder.DropColumn(
                name: "opening_told_at",
                table: "alarms");
        }
    }
}
