using Microsoft.EntityFrameworkCore.Migrations;

namespace RingCentral.Connect.Migrations;

/// <summary>
/// What lists search by and the model cannot say: a column of everything that <c>q</c> looks at, in lower case, each part after a space so that a pattern can
/// ask for the beginning of a word; its trigrams; and e-mail addresses in lower case. Their pending lists are short: every search reads them whole.
/// </summary>
internal static class SearchColumns
{
    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            ALTER TABLE connections ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (lower(
              ' ' || external_id || ' ' || owner_id || ' ' || coalesce(owner_name, '') || ' ' || coalesce(owner_email, '') || ' ' || coalesce(extension_number, ''))) STORED;
            CREATE INDEX ix_connections_search ON connections USING gin (search gin_trgm_ops) WITH (gin_pending_list_limit = 256);
            CREATE INDEX ix_connections_owner_email_id ON connections (lower(owner_email), id);
            ALTER INDEX ix_connections_metadata SET (gin_pending_list_limit = 256);
            """);
    }

    /// <summary>Every mark of ASCII becomes a space: words then begin where trigrams think that they do.</summary>
    public static void ByWords(MigrationBuilder migrationBuilder) => Search(migrationBuilder, $"translate({Everything}, {Marks}, repeat(' ', 32))");

    public static void ByText(MigrationBuilder migrationBuilder) => Search(migrationBuilder, Everything);

    private const string Marks = """'!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~'""";

    private const string Everything =
        "lower(' ' || external_id || ' ' || owner_id || ' ' || coalesce(owner_name, '') || ' ' || coalesce(owner_email, '') || ' ' || coalesce(extension_number, ''))";

    private static void Search(MigrationBuilder migrationBuilder, string expression) => migrationBuilder.Sql(
        $"""
        ALTER TABLE connections DROP COLUMN search;
        ALTER TABLE connections ADD COLUMN search text NOT NULL GENERATED ALWAYS AS ({expression}) STORED;
        CREATE INDEX ix_connections_search ON connections USING gin (search gin_trgm_ops) WITH (gin_pending_list_limit = 256);
        """);

    public static void Remove(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            DROP INDEX ix_connections_owner_email_id;
            ALTER TABLE connections DROP COLUMN search;
            """);
    }
}
