const text = { type: 'string' };
const seconds = { type: 'integer', minimum: 0 };
const list = { type: 'array', items: text };

const closed = (
  required: readonly string[],
  properties: Record<string, object>,
): Record<string, unknown> => ({
  type: 'object',
  required,
  properties,
  patternProperties: { '^@': {} },
  additionalProperties: false,
});

/**
 * Missing from Microsoft's description of drives. The recycle bin is from the preview ("/beta"); the sign-in
 * service follows its documentation (OAuth 2.0, OpenID Connect, and Entra's error bodies).
 */
export const NOT_IN_SUBSET: [string, Record<string, unknown>][] = [
  [
    'users',
    closed(['value'], {
      value: { type: 'array', items: { $ref: '#/components/schemas/microsoft.graph.user' } },
    }),
  ],
  [
    'sites',
    closed(['value'], {
      value: { type: 'array', items: { $ref: '#/components/schemas/microsoft.graph.site' } },
    }),
  ],
  [
    // "/beta" is missing from the description of v1.0; this follows Microsoft's pages on recycleBinItem.
    'recycleBinItems',
    closed(['value'], {
      value: {
        type: 'array',
        items: closed(['id', 'name', 'deletedDateTime'], {
          id: text,
          name: text,
          title: text,
          size: { type: 'integer', minimum: 0 },
          deletedDateTime: { type: 'string', format: 'date-time' },
          deletedFromLocation: text,
          deletedBy: { $ref: '#/components/schemas/microsoft.graph.identitySet' },
        }),
      },
    }),
  ],
  [
    'signInError',
    closed(['error', 'error_description', 'error_codes', 'timestamp', 'trace_id', 'correlation_id'], {
      error: text,
      error_description: {
        type: 'string',
        pattern: '^AADSTS\\d+: .* Trace ID: .* Correlation ID: .* Timestamp: ',
      },
      error_codes: { type: 'array', items: { type: 'integer' }, minItems: 1 },
      timestamp: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z$' },
      trace_id: text,
      correlation_id: text,
      error_uri: text,
      suberror: text,
      claims: text,
    }),
  ],
  [
    'tokens',
    closed(['token_type', 'expires_in', 'access_token'], {
      token_type: { const: 'Bearer' },
      scope: text,
      expires_in: seconds,
      ext_expires_in: seconds,
      access_token: text,
      refresh_token: text,
      id_token: text,
      client_info: text,
    }),
  ],
  [
    'deviceCode',
    closed(['user_code', 'device_code', 'verification_uri', 'expires_in', 'interval', 'message'], {
      user_code: text,
      device_code: text,
      verification_uri: text,
      expires_in: seconds,
      interval: seconds,
      message: text,
    }),
  ],
  ['signInKeys', closed(['keys'], { keys: { type: 'array' } })],
  [
    'signInMetadata',
    closed(['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'response_types_supported'], {
      issuer: text,
      authorization_endpoint: text,
      token_endpoint: text,
      device_authorization_endpoint: text,
      end_session_endpoint: text,
      jwks_uri: text,
      response_modes_supported: list,
      response_types_supported: list,
      scopes_supported: list,
      token_endpoint_auth_methods_supported: list,
      id_token_signing_alg_values_supported: list,
      subject_types_supported: list,
      tenant_region_scope: { type: ['string', 'null'] },
      cloud_instance_name: text,
    }),
  ],
];
