import { page } from '../../platform/http/route.ts'
import { refusalPage } from '../../ui/index.ts'
import { scopeFromPath, unitInPath } from '../directory/index.ts'
import { hasImage, imageBytes } from './images-read-model.ts'
import { missing } from './request.ts'

/** A picture for those who write, before its notice is public. */
export const imagePage = page(
  'get',
  '/desk/publications/:unit/image/:hash',
  { permission: 'publications.read', scope: scopeFromPath },
  async (c) => {
    const { db } = c.var.services
    const unit = await unitInPath(c)
    const hash = c.req.param('hash') ?? ''
    const image = unit && (await hasImage(db, unit.id, hash)) ? await imageBytes(db, hash, 'page') : undefined
    if (!image) return refusalPage(c, missing, 404)
    return c.body(new Uint8Array(image.bytes), 200, {
      'Content-Type': image.contentType,
      'Cache-Control': 'private, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    })
  },
)
