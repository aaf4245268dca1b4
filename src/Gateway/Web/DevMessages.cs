namespace Platform.Gateway.Web;

/// <summary>What the simulators of paid providers took, for people at their own machine. Only where the topology has simulators.</summary>
internal static class DevMessages
{
    public static void MapDevMessages(this WebApplication app)
    {
        if (app.Environment.IsDevelopment() && app.Configuration["services:simulators:http:0"] is { } address)
            app.MapForwarder("/dev/messages", address).AllowAnonymous().ExcludeFromDescription();
    }
}
