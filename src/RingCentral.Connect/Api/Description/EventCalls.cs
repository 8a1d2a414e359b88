using Microsoft.OpenApi;

namespace RingCentral.Connect.Api.Description;

/// <summary>The history of all connections.</summary>
internal static class EventCalls
{
    public const string Group = "Events";

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("GET", "/events")
        {
            Id = "listEvents",
            Group = Group,
            Summary = "The log of events",
            Detail = "Oldest first. A log has no end: `next_cursor` says where to go on, now or later, and an empty page means that nothing has happened since. Keep the last one, and no event "
                + "is ever passed over. The events of one connection come in the order of their `sequence`.",
            Parameters =
            [
                new("after", JsonSchemaType.String, "`next_cursor` of the page before; left out: from the beginning."),
                new("limit", JsonSchemaType.Integer, "How many, 1 to 200 (50)."),
            ],
            Answer = ApiBody.Json("EventList", Examples.EventList),
        },
    ];
}
