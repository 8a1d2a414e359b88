using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Hosting.Configuration;

/// <summary>
/// Checks every options class of ours at start, by its annotations and its own rules. Each message begins with the configuration key, taken
/// from the class's constant <c>Section</c>.
/// </summary>
internal sealed class SectionValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    private static readonly string? Section = typeof(TOptions).Assembly == typeof(ConfigurationException).Assembly
        ? typeof(TOptions).GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
        : null;

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (Section is null)
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(Describe));
    }

    private static string Describe(ValidationResult fault) => $"{string.Join(", ", fault.MemberNames.Select(Key))} {fault.ErrorMessage}";

    private static string Key(string member) => $"{Section}:{member}";
}
