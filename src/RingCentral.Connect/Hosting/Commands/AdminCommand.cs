using System.CommandLine;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>admin sign-in-link</c>: for the first time, and for emergencies.</summary>
internal static class AdminCommand
{
    public static Command Create(string[] settings)
    {
        var role = new Option<string>("--role") { Description = "admin (the default) or viewer, who sees and changes nothing." };
        role.AcceptOnlyFromAmong(AdminPolicies.Admin, AdminPolicies.Viewer);
        var link = new Command("sign-in-link", "Prints a link with which an administrator signs in, once, within 15 minutes.") { role };
        link.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            Console.WriteLine(await provider.GetRequiredService<SignInLinks>().CreateAsync(SnakeCase.Read<AdminRole>(parsed.GetValue(role) ?? AdminPolicies.Admin), cancellationToken));
            return 0;
        }));
        return new Command("admin", "Administrators.") { link };
    }
}
