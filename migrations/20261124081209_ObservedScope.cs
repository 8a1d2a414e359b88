using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RingCentral.Connect.Migrations
{
    /// <inheritdoc />
    public partial class ObservedScope : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "observed_scope",
                table: "auth_budget",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "observed_scope",
                table: "auth_budget");
        }
    }
}
