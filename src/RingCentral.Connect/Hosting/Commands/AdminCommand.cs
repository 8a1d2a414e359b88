using System.CommandLine;
using RingCentral.Connect.Administration.SignIn;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>admin sign-in-link</c>: for the first time, and for emergencies.</summary>
internal static class AdminCommand
{
    public static Command Create(string[] settings)
    {
        var link = new Command("sign-in-link", "Prints a link with which an administrator signs in, once, within 15 minutes.");
        link.SetAction((_, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            Console.WriteLine(await provider.GetRequiredService<SignInLinks>().CreateAsync(cancellationToken));
            return 0;
        }));
        return new Command("admin", "Administrators.") { link };
    }
}
