using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Authorize;

/// <summary>Who may sign in to which application.</summary>
internal static class SignInRules
{
    public static Refusal? WhyNot(AuthorizeRequest request, User user, SwitchValues switches)
    {
        if (UserStanding.WhyNotSignIn(user) is { } refusal)
        {
            return refusal;
        }

        // A brand of another host, or another brand than asked for: seen to break sign-ins (RINGCENTRAL section 2, brand_id).
        if (user.Account.Brand.Partner != switches.PartnerEnvironment || (request.BrandId is { } brand && brand != user.Account.Brand.Id))
        {
            return Refusals.InvalidBrand;
        }

        // A private app: only users of the owning account (RINGCENTRAL section 9).
        return request.App.Registration.AccountId is { } account && account != user.Account.Id ? Refusals.UnknownClient(request.App.ClientId) : null;
    }
}
