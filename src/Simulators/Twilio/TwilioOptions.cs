namespace Platform.Simulators.Twilio;

/// <summary>The one account of the simulated provider (section <c>Twilio</c>).</summary>
internal sealed class TwilioOptions
{
    /// <summary>Its id.</summary>
    public string AccountSid { get; set; } = "AC00000000000000000000000000000000";

    /// <summary>Its secret; signs status callbacks.</summary>
    public string AuthToken { get; set; } = "simulated-auth-token";
}
