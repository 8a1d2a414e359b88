using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Client;

/// <summary>Checks the options when they are first used, and at start where the app has a host.</summary>
internal sealed class RingCentralConnectOptionsValidator : IValidateOptions<RingCentralConnectOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RingCentralConnectOptions options)
    {
        List<string> faults = [];
        if (options.Address is null || !Origins.IsSafe(options.Address))
        {
            faults.Add($"{nameof(options.Address)} is {options.Address?.ToString() ?? "missing"}: it must be an https address, or one of this machine, for example https://connect.example.com.");
        }

        if (options.ApiKey is null)
        {
            faults.Add($"{nameof(options.ApiKey)} is missing: make one with 'api-keys create --scopes tokens:read'.");
        }

        CheckTime(nameof(options.Patience), options.Patience, TimeSpan.Zero, faults);
        CheckTime(nameof(options.RequestTimeout), options.RequestTimeout, TimeSpan.FromSeconds(1), faults);
        CheckTime(nameof(options.SafetyMargin), options.SafetyMargin, TimeSpan.Zero, faults);
        faults.AddRange(from origin in options.AdditionalOrigins
                        where !Origins.IsSafe(origin)
                        select $"{nameof(options.AdditionalOrigins)} holds {origin}: it must be an https address, or one of this machine, for example https://media.ringcentral.com.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckTime(string name, TimeSpan value, TimeSpan least, List<string> faults)
    {
        if (value < least || value > Longest)
        {
            faults.Add($"{name} is {value}: it must be between {least} and {Longest}, for example 00:00:30.");
        }
    }
}
