using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RingCentral.Connect.Migrations
{
    /// <inheritdoc />
    public partial class ChangeNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "external_id_prefix",
                table: "api_keys",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);
            migrationBuilder.Sql(ChangeNoticeTriggers.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ChangeNoticeTriggers.Drop);
            migrationBuilder.DropColumn(
                name: "external_id_prefix",
                table: "api_keys");
        }
    }
}
