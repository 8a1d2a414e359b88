using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control.Page;

/// <summary>Users and applications, and what can be done to each.</summary>
internal sealed class UsersSection(UserDirectory users, UserActions actions, AppDirectory apps)
{
    public Html Write()
    {
        var options = Html.Join(actions.All.Select(action => Html.Of($"""<option value="{action.Name}">{action.Name}</option>""")));
        var meanings = Html.Join(actions.All.Select(action => Html.Of($"<div><dt><code>{action.Name}</code></dt><dd>{action.Meaning}</dd></div>")));
        return Html.Of($"""
            <section class="panel" aria-labelledby="users">
              <h2 id="users">Users</h2>
              <div class="scroll" tabindex="0" role="region" aria-label="Users"><table class="table stack">
                <thead><tr><th scope="col">Name</th><th scope="col">Owner id</th><th scope="col">Account</th><th scope="col">State</th><th scope="col">Do</th></tr></thead>
                <tbody>{Html.Join(users.People.Select(user => Row(user, options)))}</tbody>
              </table></div>
              <details><summary>What the actions do</summary><dl class="facts">{meanings}</dl></details>
            </section>
            <section class="panel" aria-labelledby="apps">
              <h2 id="apps">Applications</h2>
              <ul class="lines">{Html.Join(apps.All.Select(Line))}</ul>
            </section>

            """);
    }

    private static Html Row(User user, Html options)
    {
        return Html.Of($"""
            <tr>
              <th scope="row">{user.Profile.Name}<br><small class="soft">{user.Profile.Note}</small></th><td class="num" data-label="Owner id">{user.OwnerId}</td>
              <td data-label="Account">{user.Account.Company}<br><small class="soft">{user.Account.Brand.Name}</small></td><td data-label="State">{State(user)}</td>
              <td><form method="post" action="/_control/page/user" class="row">
                <input type="hidden" name="owner_id" value="{user.OwnerId}">
                <label class="hush" for="action-{user.OwnerId}">Action for {user.Profile.Name}</label>
                <select class="field" id="action-{user.OwnerId}" name="action" data-testid="action-{user.OwnerId}">{options}</select>
                <button class="btn" data-testid="act-{user.OwnerId}">Do it</button>
              </form></td>
            </tr>
            """);
    }

    private static string State(User user)
    {
        var words = new List<string> { Words.Plain(user.State.ToString()) };
        if (user.NetworkRestricted)
        {
            words.Add("network restricted");
        }

        if (user.Account.State != AccountState.Confirmed)
        {
            words.Add($"account {Words.Plain(user.Account.State.ToString())}");
        }

        return string.Join(", ", words);
    }

    private static Html Line(App app)
    {
        var (word, action) = app.Disabled ? ("disabled", "enable") : ("enabled", "disable");
        return Html.Of($"""
            <li class="row"><span><strong>{app.Registration.Name}</strong> <code>{app.ClientId}</code>, {(app.Public ? "public" : "confidential")}, {word}</span>
              <form method="post" action="/_control/page/app">
                <input type="hidden" name="client_id" value="{app.ClientId}"><button class="btn" name="action" value="{action}">{(app.Disabled ? "Enable" : "Disable")} {app.ClientId}</button>
              </form></li>
            """);
    }
}
