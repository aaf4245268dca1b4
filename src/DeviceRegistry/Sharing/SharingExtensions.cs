using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Setup;
using Platform.DeviceRegistry.Support;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Sharing;

/// <summary>What it takes for people to make devices their own, to let others use them, to pass them on, and to ask about them.</summary>
internal static class SharingExtensions
{
    public static void AddSharing(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddServiceClient<People>(builder.Configuration, "identity");
        builder.Services.AddSingleton<DeviceGrants>();
        builder.Services.AddSingleton<ClaimStore>().AddSingleton<OwnerStore>().AddSingleton<Belongings>();
        builder.Services.AddSingleton<ShareStore>().AddSingleton<InvitationStore>().AddSingleton<AcceptStore>().AddSingleton<UserDeviceStore>();
        builder.Services.AddSingleton<AccessExpiry>().AddHostedService<Rounds<AccessExpiry>>();
        builder.Services.AddSingleton<TicketStore>();
    }

    public static void MapSharing(this IEndpointRouteBuilder routes)
    {
        routes.MapSetup();
        routes.MapClaims();
        routes.MapUserDevices();
        routes.MapShares();
        routes.MapInvitations();
        routes.MapOwners();
        routes.MapTickets();
    }
}
