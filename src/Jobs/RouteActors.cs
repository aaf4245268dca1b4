using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs;

/// <summary>Whom a route is for, where the policies, which grow upwards to the admins, do not say it.</summary>
internal static class RouteActors
{
    /// <summary>The vendor's own people look at jobs and change none: what is done is the workshop's word to its customers.</summary>
    public static RouteHandlerBuilder RefusesAdmins(this RouteHandlerBuilder route) =>
        route.Refuses(caller => caller.IsAdmin, "The vendor's own people may look at jobs and change none.");

    /// <summary>What only the customer can say.</summary>
    public static RouteHandlerBuilder CustomersOnly(this RouteHandlerBuilder route) =>
        route.Refuses(caller => caller.Role != Roles.Customer, "Only the customer of the job says this.");

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, Func<Caller, bool> whom, string why) => route.AddEndpointFilter(async (context, next) =>
        Caller.From(context.HttpContext.User) is { } caller && whom(caller)
            ? Problems.Of(StatusCodes.Status403Forbidden, "forbidden", why)
            : await next(context));
}
