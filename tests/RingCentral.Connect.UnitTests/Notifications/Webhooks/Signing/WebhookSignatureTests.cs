using System.Text;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Signing;

public sealed class WebhookSignatureTests
{
    // The example that the libraries of the Standard Webhooks specification are tested with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void Signature_is_the_one_of_the_specification() => Assert.Equal(Signature, Sign(Secret));

    [Fact]
    public void Each_secret_signs_for_itself() => Assert.Equal($"{Sign(OtherSecret)} {Signature}", Sign(OtherSecret, Secret));

    private static string Sign(params string[] secrets) => WebhookSignature.Of(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Encoding.UTF8.GetBytes("""{"test": 2432232314}"""), secrets.Select(secret => WebhookSecret.TryRead(secret)!));
}
