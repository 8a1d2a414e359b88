using System.CommandLine;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>serve</c>: the service.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(string[] settings)
    {
        var noJobs = new Option<bool>("--no-jobs") { Description = "Answer requests, and leave the background work to other nodes." };
        var jobsOnly = new Option<bool>("--jobs-only") { Description = "Do the background work, and answer nothing but health and metrics." };
        var command = new Command(Name, "Runs the service (the default).") { noJobs, jobsOnly };
        command.Validators.Add(result =>
        {
            if (result.GetValue(noJobs) && result.GetValue(jobsOnly))
            {
                result.AddError("--no-jobs and --jobs-only exclude each other.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(settings, new NodeRoles(Web: !parsed.GetValue(jobsOnly), Jobs: !parsed.GetValue(noJobs)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, NodeRoles roles, CancellationToken cancellationToken)
    {
        await using var app = ConnectApplication.Build(settings, roles);
        await app.RunAsync(cancellationToken);
        return 0;
    }
}
