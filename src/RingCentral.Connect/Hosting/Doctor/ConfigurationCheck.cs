using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Hosting.Doctor;

/// <summary>Every setting that is checked at start.</summary>
internal sealed class ConfigurationCheck(IStartupValidator validator) : IDoctorCheck
{
    private const string Name = "configuration";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Read());

    private IReadOnlyList<Finding> Read()
    {
        try
        {
            validator.Validate();
            return [Finding.Ok(Name, "All settings can be used.")];
        }
        catch (OptionsValidationException exception)
        {
            return [.. Describe(exception)];
        }
        catch (AggregateException exception)
        {
            return [.. exception.Flatten().InnerExceptions.SelectMany(Describe)];
        }
        catch (InvalidOperationException exception) when (exception.InnerException is FormatException or ArgumentException)
        {
            return [Wrong(exception.Message)];
        }
    }

    private static IEnumerable<Finding> Describe(Exception exception) =>
        exception is OptionsValidationException faults ? faults.Failures.Select(Wrong) : [Wrong(exception.Message)];

    private static Finding Wrong(string fault) => Finding.Wrong(Name, fault, "Correct the setting, and run the doctor again: the service does not start with it, and nothing else was looked at.");
}
