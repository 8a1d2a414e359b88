using Microsoft.OpenApi;
using RingCentral.Connect.Vault.Importing;

namespace RingCentral.Connect.Api.Description;

/// <summary>Taking sessions over from elsewhere.</summary>
internal static class ImportCalls
{
    public const string Group = "Import";

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("POST", "/connections/import")
        {
            Id = "importConnections",
            Group = Group,
            Summary = "Take over sessions",
            Detail = "**Stop the old refresher first**: two programs that refresh the same session end it. Each line is RingCentral's own token reply with an `external_id`, and "
                + "perhaps `issued_at`, `server_url`, `account_id` and `metadata`; other fields are passed over. Without `issued_at` the reply counts as just received. "
                + "Lines are read, stored and answered as they come, whatever their number; an answer stands for each: `created`, `exists`, `replaced`, or `rejected` with a `code`.",
            Parameters = [new("on_conflict", JsonSchemaType.String, "What becomes of an external id that is known: it is left alone (`skip`, unless told otherwise), or gets the session of the line.") { Values = ApiSchemas.Names<ImportConflict>() }],
            Request = new ApiBody("ImportLines", "application/x-ndjson", Examples.ImportLines),
            Answer = new ApiBody("ImportResults", "application/x-ndjson", Examples.ImportResults),
        },
    ];
}
