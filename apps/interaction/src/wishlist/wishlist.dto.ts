import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { OfferItemResponse } from '../offer/offer.dto';

export class WishlistQuery extends CursorQuery {}

export class WishlistPageResponse extends CursorPageOf(OfferItemResponse) {}
