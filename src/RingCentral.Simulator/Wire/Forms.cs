using Microsoft.Extensions.Primitives;
using RingCentral.Simulator.Errors;

namespace RingCentral.Simulator.Wire;

/// <summary>Reads urlencoded bodies. RingCentral refuses a parameter that comes twice (OAU-111) and any other type of body (415).</summary>
internal static class Forms
{
    public static async ValueTask<Refusal?> ReadAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var type = exchange.Request.ContentType;
        if (type is null || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return Refusals.NotAForm;
        }

        try
        {
            exchange.Form = await exchange.Request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Refusals.Parameter("body");
        }

        return Duplicate(exchange.Form);
    }

    public static Refusal? Duplicate(IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        foreach (var (name, values) in parameters)
        {
            if (values.Count > 1)
            {
                return Refusals.Duplicated(name);
            }
        }

        return null;
    }

    /// <summary>An empty value counts as absent: RingCentral's own SDK sends such (RINGCENTRAL section 2).</summary>
    public static string? Text(this IFormCollection form, string name)
    {
        return form.TryGetValue(name, out var values) && !StringValues.IsNullOrEmpty(values) && values[0]!.Length > 0 ? values[0] : null;
    }
}
