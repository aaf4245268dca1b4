using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>PostgreSQL and RabbitMQ, here from the system's packages.</summary>
public static class ServerBuilderExtensions
{
    /// <summary>A PostgreSQL server.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var server = new PostgresServerResource(name, userName?.Resource, password?.Resource ?? builder.GeneratedPassword(name));
        server.Plan.Endpoints.Add(new EndpointAnnotation(PostgresServerResource.EndpointName, "tcp") { FixedPort = port });
        return builder.AddResource(server);
    }

    /// <summary>A database of the server, created when it is not there.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        database.Plan.Waits.Add(new WaitAnnotation(builder.Resource, ForCompletion: false, ExitCode: 0));
        return builder.ApplicationBuilder.AddResource(database);
    }

    /// <summary>A RabbitMQ broker.</summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var broker = new RabbitMQServerResource(name, userName?.Resource, password?.Resource ?? builder.GeneratedPassword(name));
        broker.Plan.Endpoints.Add(new EndpointAnnotation(RabbitMQServerResource.EndpointName, "amqp") { FixedPort = port });
        return builder.AddResource(broker);
    }

    /// <summary>The broker's HTTP interface, as endpoint <c>management</c>.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder)
    {
        builder.Resource.Plan.Endpoints.Add(new EndpointAnnotation(RabbitMQServerResource.ManagementEndpointName, "http"));
        return builder;
    }

    /// <summary>Keeps the data between runs; the local way always does.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => builder;

    /// <summary>Keeps the data between runs; the local way always does.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) => builder;
}
