using System.Text;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Pages;

/// <summary>What every page shares; above all it says that this is not RingCentral.</summary>
internal static class Layout
{
    /// <summary>
    /// No form-action: Chromium applies it to every hop of a redirect, and consent ends with one to the application and wherever that goes on to.
    /// </summary>
    private const string SignInPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The control page's forms stay here.</summary>
    private const string ControlPolicy = SignInPolicy + "; form-action 'self'";

    public static Reply Page(string title, Html main, int status = 200, bool wide = false)
    {
        var page = Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{title} · RingCentral Simulator</title>
              <link rel="icon" href="/assets/simulator.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/assets/simulator.css">
              <script src="/assets/simulator.js" defer></script>
            </head>
            <body class="{(wide ? "wide" : "narrow")}">
            <a class="skip" href="#main">Skip to content</a>
            <header class="masthead">
              <div class="wrap">
                <span class="brand"><img src="/assets/simulator.svg" alt="" width="28" height="28">RingCentral Simulator</span>
                <span class="not">Not RingCentral</span>
              </div>
            </header>
            <main class="wrap" id="main">
            {main}
            </main>
            <footer class="wrap foot"><p>Everything here is made up: users, accounts and tokens. Nothing reaches RingCentral.</p></footer>
            </body>
            </html>

            """);
        return new Reply(status, Encoding.UTF8.GetBytes(page.Markup), Reply.Html) { ContentSecurityPolicy = wide ? ControlPolicy : SignInPolicy };
    }
}
